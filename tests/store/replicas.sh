#!/bin/sh
# SPDX-License-Identifier: ISC
# Let copies of a store go their ways and meet again.
. "${srcdir:-.}/tests/store/common.sh"

run_program replicas
