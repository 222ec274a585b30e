// Keys for the queue of moderation. Everything here is also there without them, and they can be switched off: single
// letters are in the way of some who speak to their browser.
(function () {
  "use strict";
  var form = document.getElementById("queue");
  var help = document.getElementById("keys");
  if (!form || !help) return;
  var items = Array.prototype.slice.call(form.querySelectorAll("[data-item]"));
  var choice = document.getElementById("keys-on");
  var all = document.getElementById("tick-all");

  help.hidden = false;
  try { choice.checked = localStorage.getItem("moderation-keys") !== "off"; } catch (error) { /* Not kept, then. */ }
  choice.addEventListener("change", function () {
    try { localStorage.setItem("moderation-keys", choice.checked ? "on" : "off"); } catch (error) { /* Not kept. */ }
  });

  if (all) {
    all.closest("[hidden]").hidden = false;
    all.addEventListener("change", function () {
      items.forEach(function (item) { box(item).checked = all.checked; });
    });
  }

  function box(item) { return item.querySelector("input[type=checkbox]"); }

  function current() { return document.activeElement && document.activeElement.closest("[data-item]"); }

  function go(step) {
    var at = items.indexOf(current());
    var next = items[at < 0 ? (step > 0 ? 0 : items.length - 1) : at + step];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
  }

  function press(decision) {
    var item = current();
    var button = item && item.querySelector("button[data-decision=" + decision + "]");
    if (button) button.click();
  }

  var keys = {
    j: function () { go(1); },
    k: function () { go(-1); },
    x: function () { var item = current(); if (item) box(item).checked = !box(item).checked; },
    a: function () { press("accept"); },
    r: function () { press("reject"); },
    q: function () { press("quarantine"); },
    e: function () { var item = current(); var reason = item && item.querySelector("input[type=text]"); if (reason) reason.focus(); },
    u: function () { var undo = document.getElementById("undo"); if (undo) undo.click(); },
    "?": function () { help.open = !help.open; if (help.open) help.querySelector("summary").focus(); }
  };

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && event.target.matches("input[type=text]")) {
      var item = current();
      if (item) item.focus();
      return;
    }
    if (!choice.checked || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    var act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
