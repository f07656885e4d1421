#!/usr/bin/env bash
# usage: shipped_certificates_check.sh POSPROOF SOURCE
# Decides every shipped case, writes their certificates and has posproof-check, beside POSPROOF, accept them. The claims without one
# must be those of docs/no-certificate.md, and the checks together must take less than ten minutes of processor time: five minutes on two cores. Takes some minutes itself:
# exit 77 (skipped) unless POSPROOF_ALL is set, as `scripts/test --all` does.
set -euo pipefail
if [ -z "${POSPROOF_ALL:-}" ]; then
  echo "SKIPPED: set POSPROOF_ALL=1"
  exit 77
fi
posproof=$(realpath "$1")
source=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$source"
"$posproof" run --certificates "$work/proofs" --out "$work/out" --format json >"$work/summary" 2>"$work/log" || { cat "$work/log"; exit 1; }
python3 - "$work" "$source/docs/no-certificate.md" <<'PY'
import json, pathlib, re, sys
work, listing = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).read_text()
listed = dict(re.findall(r"^\| `([^`]+)` \| (.*) \|$", listing, re.M))
claims = json.loads((work / "out/results.json").read_text())["claims"]
decided = {c["id"]: c["certificate"] for c in claims if c["outcome"] in ("PROVED", "REFUTED")}
missing = {i: c["reason"] for i, c in decided.items() if c["backing"] != "certificate"}
seconds = sum(c["seconds"] for c in decided.values())
print(f"{len(decided) - len(missing)} of {len(decided)} decided cases have a certificate; checking them took {seconds:.0f} s")
wrong = {i: r for i, r in missing.items() if listed.get(i) != r} | {i: "has a certificate" for i in listed if i not in missing}
for i, reason in sorted(wrong.items()):
    print(f"not as docs/no-certificate.md says: {i}: {reason}")
files = {p.name for p in (work / "proofs").iterdir()}
if wrong or len(files) != len(decided) - len(missing) or seconds > 600:
    sys.exit(1)
PY
