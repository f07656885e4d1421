(function () {
  "use strict";
  var bar = document.getElementById("filter");
  if (!bar) return;
  var claims = Array.prototype.slice.call(document.querySelectorAll("article.claim"));
  var groups = Array.prototype.slice.call(document.querySelectorAll("section.step, section.chapter"));
  var boxes = Array.prototype.slice.call(bar.querySelectorAll("input[type=checkbox]"));
  var search = document.getElementById("filter-text");
  var choice = document.getElementById("filter-document");
  var status = document.getElementById("filter-status");
  var texts = null;

  function apply() {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length && !texts) texts = claims.map(function (c) { return (c.id + " " + c.textContent).toLowerCase(); });
    var allowed = {};
    boxes.forEach(function (b) { allowed[b.value] = b.checked; });
    var shown = 0;
    claims.forEach(function (c, k) {
      var visible = allowed[c.dataset.verdict] && (!choice.value || c.dataset.document === choice.value) &&
        words.every(function (w) { return texts[k].indexOf(w) >= 0; });
      c.hidden = !visible;
      if (visible) shown += 1;
    });
    groups.forEach(function (g) { g.hidden = !g.querySelector("article.claim:not([hidden])"); });
    status.textContent = shown + " of " + claims.length + " claims";
  }

  function clear() {
    search.value = "";
    choice.value = "";
    boxes.forEach(function (b) { b.checked = true; });
    apply();
  }

  // A link to a claim that the filter hides must still lead there.
  function follow() {
    var target = location.hash && document.getElementById(location.hash.slice(1));
    if (target && target.closest("[hidden]")) {
      clear();
      target.scrollIntoView();
    }
  }

  var timer = 0;
  search.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(apply, 120); });
  choice.addEventListener("change", apply);
  boxes.forEach(function (b) { b.addEventListener("change", apply); });
  document.getElementById("filter-clear").addEventListener("click", clear);
  window.addEventListener("hashchange", follow);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (d) { d.open = true; });
  });
  bar.hidden = false;
  clear();
})();
