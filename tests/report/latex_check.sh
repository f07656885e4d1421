#!/usr/bin/env bash
# usage: latex_check.sh REPORT.tex
# Compiles a report with latexmk; its log must hold no warning and no overfull or underfull box. Exit 77 (skipped) without latexmk.
set -euo pipefail
report=$(realpath "$1")
if ! command -v latexmk >/dev/null || ! kpsewhich pgfplots.sty >/dev/null || ! kpsewhich lmodern.sty >/dev/null; then
  echo "SKIPPED: no latexmk or pgfplots (Debian: apt-get install latexmk texlive-latex-extra texlive-pictures lmodern)"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$report" "$work/report.tex"
cd "$work"
latexmk -pdf -interaction=nonstopmode -halt-on-error report.tex >out 2>&1 || { grep -A6 '^!' out || tail -30 out; exit 1; }
if grep -nE 'Warning|Overfull|Underfull|Missing character|multiply' report.log; then
  echo "latex_check: the log is not clean" >&2
  exit 1
fi
[ -s report.pdf ]
[ -z "${2:-}" ] || cp report.pdf "$2"
echo "latex_check: fine"
