#!/usr/bin/env bash
# usage: html_check.sh REPORT.html
# Loads a report in headless Chromium: no console messages, the filter works, every claim can be reached by its link, nothing
# overflows at 360 and 1400 pixels, and without JavaScript everything but the filter is there. Exit 77 (skipped) without Chromium.
set -euo pipefail
report=$(realpath "$1")
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$browser" ]; then
  echo "SKIPPED: no Chromium (Debian: apt-get install chromium)"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run() { timeout 120 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" --virtual-time-budget=20000 "$@"; }
fail() { echo "html_check: $*" >&2; exit 1; }

# 1. The page as it is: what it writes to the console (errors, refused scripts and styles) is a failure.
run --enable-logging=stderr --v=0 --dump-dom "file://$report" >"$work/dom" 2>"$work/log"
grep -q '</html>' "$work/dom" || fail "the page did not load"
if grep 'CONSOLE' "$work/log"; then fail "the console is not empty"; fi
grep -q 'id="filter" class="filter" role="search"><' "$work/dom" || fail "the script did not run"

# 2. Without JavaScript: the same claims, none hidden, no filter that does nothing.
sed '/^<script>/,/<\/script>/d' "$report" >"$work/plain.html"
if grep -q '<script' "$work/plain.html"; then fail "the page has more than one script"; fi
run --dump-dom "file://$work/plain.html" >"$work/plain" 2>/dev/null
claims() { grep -o '<article class="claim [A-Z]*" id="[^"]*"[^>]*>' "$1"; }
[ "$(claims "$work/plain")" = "$(claims "$work/dom")" ] || fail "claims differ without JavaScript"
[ -n "$(claims "$work/plain")" ] || fail "no claims without JavaScript"
if claims "$work/plain" | grep -q hidden; then fail "claims are hidden without JavaScript"; fi
grep -q 'id="filter" class="filter" role="search" hidden' "$work/plain" || fail "the filter shows without JavaScript"

# 3. The same page inside frames of two widths, driven from outside. The policy would refuse the driver, so it is taken out
#    of this copy; part 1 has loaded the page with it.
page=$(sed -e '/Content-Security-Policy/d' -e 's/&/\&amp;/g' -e 's/"/\&quot;/g' "$report")
cat >"$work/driver.html" <<DRIVER
<!DOCTYPE html><meta charset="utf-8"><body>
<iframe id="narrow" style="width:360px;height:800px" srcdoc="$page"></iframe>
<iframe id="wide" style="width:1400px;height:900px" srcdoc="$page"></iframe>
<script>
var problems = [];
function check(holds, what) { if (!holds) problems.push(what); }
function visible(d) { return Array.from(d.querySelectorAll("article.claim")).filter(function (c) { return c.offsetParent; }); }
function set(d, element, key, value, event) {
  element[key] = value;
  element.dispatchEvent(new (d.defaultView.Event)(event, { bubbles: true }));
}
function overflow(d, name) {
  var limit = d.documentElement.clientWidth;
  check(d.documentElement.scrollWidth <= limit, name + ": the page is " + d.documentElement.scrollWidth + " wide, its window " + limit);
  d.querySelectorAll("main *, header *, footer *").forEach(function (e) {
    if (e.closest(".scroll, .formula, pre, svg, math, .skip, thead")) return;
    var box = e.getBoundingClientRect();
    if (box.width && box.right > limit + 1) problems.push(name + ": " + e.tagName + "." + e.className + " ends at " + Math.round(box.right));
  });
}
async function later(ms) { return new Promise(function (done) { setTimeout(done, ms); }); }
async function drive(name) {
  var d = document.getElementById(name).contentDocument;
  d.querySelectorAll("details").forEach(function (x) { x.open = true; });
  overflow(d, name);
  var all = visible(d).length;
  check(all > 0, name + ": no claims");
  var boxes = Array.from(d.querySelectorAll("#filter input[type=checkbox]"));
  for (var b of boxes) {
    var of = d.querySelectorAll("article.claim." + b.value).length;
    set(d, b, "checked", false, "change");
    check(visible(d).length === all - of, name + ": unticking " + b.value + " shows " + visible(d).length);
    set(d, b, "checked", true, "change");
  }
  var select = d.getElementById("filter-document");
  for (var o of Array.from(select.options).slice(1)) {
    set(d, select, "value", o.value, "change");
    check(visible(d).every(function (c) { return c.dataset.document === o.value; }), name + ": document " + o.value);
    check(visible(d).length > 0, name + ": document " + o.value + " is empty");
  }
  set(d, select, "value", "", "change");
  set(d, d.getElementById("filter-text"), "value", "no such text anywhere", "input");
  await later(400);
  check(visible(d).length === 0, name + ": the text filter hides nothing");
  check(/^0 of /.test(d.getElementById("filter-status").textContent), name + ": status");
  d.getElementById("filter-clear").click();
  check(visible(d).length === all, name + ": clearing the filter");
  d.querySelectorAll('a[href^="#"]').forEach(function (a) {
    var target = d.getElementById(a.getAttribute("href").slice(1));
    check(target, name + ": " + a.getAttribute("href") + " leads nowhere");
  });
  d.querySelectorAll("article.claim").forEach(function (c) {
    check(d.querySelectorAll("[id='" + c.id + "']").length === 1, name + ": " + c.id + " is not unique");
    check(c.querySelector("a.permalink").getAttribute("href") === "#" + c.id, name + ": permalink of " + c.id);
  });
}
window.addEventListener("load", async function () {
  try { await drive("narrow"); await drive("wide"); } catch (e) { problems.push("driver: " + e); }
  document.body.textContent = problems.length ? "PROBLEMS\n" + problems.slice(0, 20).join("\n") : "ALL FINE";
});
</script>
DRIVER
run --dump-dom "file://$work/driver.html" >"$work/result" 2>/dev/null
grep -q 'ALL FINE' "$work/result" || { cat "$work/result"; fail "see above"; }
echo "html_check: fine"
