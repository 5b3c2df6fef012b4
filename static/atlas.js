/* Optional comforts; every page works without this file. Redlines: "next" and "previous" change. Citations: copy. */
(function () {
  "use strict";

  function button(label, act) {
    var b = document.createElement("button");
    b.type = "button";
    b.className = "quiet";
    b.textContent = label;
    b.addEventListener("click", act);
    return b;
  }

  function walker(redline) {
    var marks = redline.querySelectorAll("[data-change]");
    if (marks.length < 2) { return; }
    var at = -1;
    function go(step) {
      at = (at + step + marks.length) % marks.length;
      marks[at].setAttribute("tabindex", "-1");
      marks[at].focus();
      where.textContent = "Change " + (at + 1) + " of " + marks.length;
    }
    var bar = document.createElement("div");
    bar.className = "actions no-print";
    var where = document.createElement("span");
    where.setAttribute("role", "status");
    where.textContent = marks.length + " marked passages";
    bar.append(button("Previous change", function () { go(at < 0 ? 0 : -1); }),
               button("Next change", function () { go(1); }), where);
    redline.before(bar);
  }

  function copier(pre) {
    if (!navigator.clipboard) { return; }
    var b = button("Copy", function () {
      navigator.clipboard.writeText(pre.textContent).then(function () {
        b.textContent = "Copied";
        setTimeout(function () { b.textContent = "Copy"; }, 2000);
      });
    });
    b.classList.add("no-print");
    pre.after(b);
  }

  document.querySelectorAll(".redline").forEach(walker);
  document.querySelectorAll("pre.copy").forEach(copier);
}());
