#!/bin/sh
# SPDX-License-Identifier: ISC
# Damage a store at each of its bytes.
. "${srcdir:-.}/tests/store/common.sh"

run_program damage
