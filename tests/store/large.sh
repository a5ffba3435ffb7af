#!/bin/sh
# SPDX-License-Identifier: ISC
# Measure a store of very many marks.
. "${srcdir:-.}/tests/store/common.sh"

run_program large
