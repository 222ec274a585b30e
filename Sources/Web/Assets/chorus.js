// Comforts on every page; each page works without them too. Runs before the page is drawn first, so that nothing moves.
(function () {
  "use strict";

  function two(number) { return (number < 10 ? "0" : "") + number; }

  function zone(at) {
    return new Intl.DateTimeFormat(document.documentElement.lang, { timeZoneName: "short" }).formatToParts(at).filter(function (part) {
      return part.type === "timeZoneName";
    })[0].value;
  }

  // Times in the reader's own zone, and UTC on hover.
  function localise(element) {
    var at = new Date(element.dateTime);
    if (isNaN(at) || element.title) return;
    element.title = element.textContent;
    element.textContent = at.getFullYear() + "-" + two(at.getMonth() + 1) + "-" + two(at.getDate()) + " "
      + two(at.getHours()) + ":" + two(at.getMinutes()) + " " + zone(at);
  }

  // A receipt, to be kept.
  function offerCopy(button) {
    var said = button.parentNode.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", function () {
      var codes = document.querySelectorAll(button.dataset.copy);
      var text = Array.prototype.map.call(codes, function (code) { return code.textContent; }).join("\n");
      function select() {
        var range = document.createRange();
        range.setStartBefore(codes[0]);
        range.setEndAfter(codes[codes.length - 1]);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        said.textContent = button.dataset.saySelected;
      }
      // Without https there is no clipboard.
      if (!navigator.clipboard) return select();
      navigator.clipboard.writeText(text).then(function () { said.textContent = button.dataset.sayCopied; }, select);
    });
  }

  function enhance(root) {
    root.querySelectorAll("time").forEach(localise);
    root.querySelectorAll("[data-copy]").forEach(offerCopy);
    root.querySelectorAll("[data-print]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { print(); });
    });
  }

  enhance(document);
  // Another script has put a new piece in.
  document.addEventListener("chorus:shown", function (event) { enhance(event.target); });
})();
