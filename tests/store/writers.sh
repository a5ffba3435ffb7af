#!/bin/sh
# SPDX-License-Identifier: ISC
# Let many processes write one store while they are killed.
. "${srcdir:-.}/tests/store/common.sh"

run_program writers
