#!/usr/bin/env bash
# usage: ci_steps_check.sh POSPROOF
# Runs the shell steps of docs/ci/posproof.yml (all but the build) in a scratch folder against POSPROOF, twice: on the shipped
# controls, where they succeed, and with a case whose expectation is wrong, where they must fail after posting the summary.
set -euo pipefail
posproof=$(realpath "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "ci_steps_check: $*" >&2; exit 1; }

# The body of the `run: |` block of the step with that name, without its indentation.
step() {
  awk -v name="$1" '
    $0 ~ "^      - name: " { here = ($0 == "      - name: " name); body = 0 }
    here && /^        run: \|/ { body = 1; next }
    body && /^          / { print substr($0, 11); next }
    body { body = 0 }' "$root/docs/ci/posproof.yml"
}
run_step() {
  local body; body=$(step "$1")
  [ -n "$body" ] || fail "the workflow has no shell step \"$1\""
  (cd "$work/repo" && bash -e -o pipefail -c "$body") || return 1
}
output() { sed -n "s/^$1=//p" "$GITHUB_OUTPUT" | tail -1; }

mkdir -p "$work/repo/build/release" "$work/repo/cases/demo"
ln -s "$posproof" "$work/repo/build/release/posproof"
cat >"$work/repo/cases/demo/document.toml" <<'TOML'
id = "demo"
title = "A document with one step"
authors = "Nobody"
year = "2024"
[[step]]
number = "1"
says = "A sine is at most one."
cases = ["demo/sine"]
TOML
case_file() {
  printf 'id = "demo/sine"\ntitle = "Sine"\nlocator = "1"\nclaim = "forall n in 1..10: sin(n) <= 1"\n[expect]\nverdict = "%s"\n' "$1" >"$work/repo/cases/demo/sine.toml"
}
export GITHUB_STEP_SUMMARY="$work/summary" GITHUB_OUTPUT="$work/output"
: >"$GITHUB_STEP_SUMMARY"; : >"$GITHUB_OUTPUT"

case_file proved
run_step "Decide every case" >/dev/null 2>"$work/log" || { cat "$work/log"; fail "the first run"; }
[ "$(output status)" = 0 ] || { cat "$work/log"; fail "status $(output status) of a run as expected"; }
for file in report.md report.html junit.xml results.sarif results.json; do [ -s "$work/repo/out/$file" ] || fail "no $file"; done
run_step "Summary and annotations" >"$work/annotations"
grep -q '1 claim: 1 PROVED' "$GITHUB_STEP_SUMMARY" || fail "no summary"
[ ! -s "$work/annotations" ] || fail "annotations of a run as expected"
run_step "Compare with main" >/dev/null || fail "comparison without a baseline"
STATUS=$(output status) run_step "Contradictions fail the job" || fail "a run as expected fails the job"
run_step "Keep the results for the next comparison"

case_file refuted
run_step "Decide every case" >/dev/null 2>&1 || fail "the second run must go on to its reports"
[ "$(output status)" = 1 ] || fail "status $(output status) of a contradicted run"
run_step "Summary and annotations" >"$work/annotations"
grep -q '^::error file=' "$work/annotations" || fail "no annotation of a contradiction"
if run_step "Compare with main" >/dev/null; then fail "the comparison accepts a verdict that got worse"; fi
grep -q 'worse' "$GITHUB_STEP_SUMMARY" || fail "the comparison is not in the summary"
if STATUS=$(output status) run_step "Contradictions fail the job"; then fail "a contradiction passes"; fi
echo "ci_steps_check: fine"
