// The page for ratings: a preset fills the fields, where they can be seen and changed. Without this the server fills in
// what was left empty.
(function () {
  "use strict";
  var presets = document.getElementById("preset");
  if (!presets) return;
  // The fields are what counts from now on.
  presets.removeAttribute("name");
  presets.addEventListener("change", function () {
    var chosen = presets.selectedOptions[0].dataset;
    ["temperature", "top_p", "top_k", "repetition_penalty", "contrastive"].forEach(function (name) {
      document.getElementById(name).value = chosen[name] || "";
    });
  });
})();
