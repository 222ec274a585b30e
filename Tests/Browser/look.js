// What a page is looked at with. Runs in the page, put there by the test.
window.chorusLook = (function () {
  "use strict";
  var tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  var reachable = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";

  function violations(coloursAlone) {
    var runOnly = coloursAlone
      ? { type: "rule", values: ["color-contrast", "link-in-text-block"] } : { type: "tag", values: tags };
    var options = { runOnly: runOnly, resultTypes: ["violations"], preload: false };
    return axe.run(document, options).then(function (results) {
      return results.violations.map(function (one) {
        return one.id + ": " + one.nodes.slice(0, 3).map(function (node) {
          return node.target.join(" ") + " (" + node.any.concat(node.all, node.none).map(function (check) {
            return check.message;
          }).join("; ") + ")";
        }).join(" | ");
      });
    }, function (error) { return ["axe-core failed: " + error]; });
  }

  // How far the page reaches beyond its window, and what does.
  function overflow() {
    var root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return null;
    var wide = Array.prototype.filter.call(document.body.querySelectorAll("*"), function (element) {
      return element.getBoundingClientRect().right > root.clientWidth + 0.5 && !element.closest(".scroll, pre, .line");
    });
    return root.scrollWidth - root.clientWidth + " px: " + wide.slice(0, 3).map(name).join(", ");
  }

  // Shifts that nobody caused by doing something.
  function shift() {
    return new Promise(function (done) {
      var sum = 0;
      new PerformanceObserver(function (list) {
        list.getEntries().forEach(function (entry) { if (!entry.hadRecentInput) sum += entry.value; });
      }).observe({ type: "layout-shift", buffered: true });
      setTimeout(function () { done(sum); }, 60);
    });
  }

  // Bytes of the page with its style sheet and scripts, before compression; not of what it fetched when it was told to.
  function weight() {
    return performance.getEntriesByType("navigation").concat(performance.getEntriesByType("resource"))
      .filter(function (one) { return one.initiatorType !== "xmlhttprequest"; })
      .reduce(function (sum, one) { return sum + one.decodedBodySize; }, 0);
  }

  function name(element) {
    var text = (element.getAttribute("aria-label") || element.name || element.textContent || "").trim().slice(0, 30);
    return element.tagName.toLowerCase() + (element.id ? "#" + element.id : "") + " “" + text + "”";
  }

  function isShown(element) {
    return element.checkVisibility({ visibilityProperty: true }) && !element.disabled;
  }

  // What the tabulator key must lead to, in the order of the page; of a group of radio buttons it leads to one.
  function expected() {
    var groups = {};
    return Array.prototype.filter.call(document.querySelectorAll(reachable), function (element) {
      if (element.tabIndex < 0 || !isShown(element)) return false;
      if (element.type !== "radio") return true;
      var group = (element.form ? element.form.id + element.form.action : "") + "/" + element.name;
      if (groups[group]) return false;
      return groups[group] = true;
    });
  }

  var seen = [];

  function marked(element) {
    return [element, element.nextElementSibling, element.closest("label, fieldset")].some(function (one) {
      if (!one) return false;
      var style = getComputedStyle(one);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
  }

  function begin() {
    seen = [];
    document.addEventListener("focusin", function (event) {
      var box = event.target.getBoundingClientRect();
      seen.push({ element: event.target, isMarked: marked(event.target), area: box.width * box.height });
    });
    return expected().length;
  }

  // What is wrong with the way that the tabulator key took.
  function faults() {
    var wanted = expected();
    var order = [];
    seen.some(function (step) { return order.indexOf(step.element) >= 0 || !order.push(step.element); });
    var found = [];
    wanted.forEach(function (element) {
      var isReached = order.indexOf(element) >= 0 || (element.type === "radio" && order.some(function (other) {
        return other.type === "radio" && other.name === element.name && other.form === element.form;
      }));
      if (!isReached) found.push("not reached: " + name(element));
    });
    order.slice(1).forEach(function (element, index) {
      if (order[index].compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) {
        found.push("after " + name(order[index]) + " the focus goes back to " + name(element));
      }
    });
    seen.slice(0, order.length).forEach(function (step) {
      if (!step.isMarked) found.push("the focus does not show at " + name(step.element));
      if (step.area < 1) found.push("the focus is nowhere to be seen at " + name(step.element));
    });
    return found;
  }

  return { violations: violations, overflow: overflow, weight: weight, shift: shift, begin: begin, faults: faults };
})();
