/* Optional comforts; every page works without this file. Redlines: "next" and "previous" change. Citations: copy.
   Lists of the desk: keys. */
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

  // j, k: to the next and the previous entry; Enter opens it, a and r press its buttons. Never while somebody types.
  function keys(list) {
    var entries = Array.from(list.children), at = -1;
    var help = document.getElementById("keys");
    if (!entries.length) { return; }
    if (help) { help.hidden = false; }
    entries.forEach(function (e, i) {
      e.tabIndex = -1;
      e.addEventListener("focusin", function () { at = i; });
    });
    document.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea, summary")) { return; }
      var entry = entries[at];
      if (event.key === "j" || event.key === "k") {
        at = Math.max(0, Math.min(entries.length - 1, at + (event.key === "j" ? 1 : -1)));
        entries[at].focus();
      } else if (event.key === "Enter" && entry && event.target === entry) {
        press(entry.querySelector(".head a"));
      } else if (entry && (event.key === "a" || event.key === "r")) {
        press(entry.querySelector('[data-key="' + event.key + '"]'));
      } else { return; }
      event.preventDefault();
    });
  }

  function press(element) {
    if (element) { element.click(); }
  }

  document.querySelectorAll("[data-keys]").forEach(keys);
  document.querySelectorAll(".redline").forEach(walker);
  document.querySelectorAll("pre.copy").forEach(copier);
}());
