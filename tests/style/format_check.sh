#!/usr/bin/env bash
# usage: format_check.sh SOURCE
# Every source file is as clang-format writes it with the .clang-format of the tree. Exit 77 (skipped) where there is no
# clang-format 14, the version of Debian 12: others write a few lines differently.
set -euo pipefail
cd "$1"
if ! clang-format --version 2>/dev/null | grep -q "version 14\."; then
  echo "SKIPPED: there is no clang-format 14"
  exit 77
fi
find bench checker include tests verify -name '*.cpp' -o -name '*.hpp' | sort | xargs -P2 -n 40 clang-format --dry-run --Werror
