// The page for chats: what is dropped or pasted is looked at at once, and a large upload shows how far it is. The server
// answers both as pages, of which this takes a piece, so that everything is said in one place.
(function () {
  "use strict";
  var form = document.getElementById("donation");
  if (!form || !window.FormData || !window.DOMParser) return;
  var files = document.getElementById("log");
  var pasted = document.getElementById("pasted");
  var typed = document.getElementById("speaker-typed");
  var said = document.getElementById("upload-status");
  var bar = document.getElementById("upload-progress");
  // More than this is worth a bar, bytes.
  var large = 1 << 20;
  var waiting = null;
  var request = null;

  function understood() { return document.getElementById("understood"); }
  function hasChat() { return files.files.length > 0 || pasted.value.trim() !== ""; }

  function send(data, done) {
    if (request) request.abort();
    var own = request = new XMLHttpRequest();
    // Not form.action: that is the button of this name.
    own.open("POST", form.getAttribute("action"));
    own.setRequestHeader("Accept", "text/html");
    own.upload.addEventListener("progress", function (event) {
      bar.hidden = !event.lengthComputable || event.total < large;
      if (!bar.hidden) bar.value = event.loaded / event.total;
    });
    own.addEventListener("loadend", function () {
      if (own !== request) return;
      request = null;
      bar.hidden = true;
      var page = own.status ? new DOMParser().parseFromString(own.responseText, "text/html") : null;
      done(page && page.getElementById("main") ? page : null);
    });
    own.send(data);
  }

  // Looks at the chat; nothing is stored.
  function preview() {
    clearTimeout(waiting);
    if (!hasChat()) return understood().replaceChildren();
    var data = new FormData(form);
    data.set("action", "preview");
    said.textContent = said.dataset.sayLooking;
    send(data, function (page) {
      var piece = page && page.getElementById("understood");
      said.textContent = piece ? "" : said.dataset.sayUnseen;
      if (piece) show(piece);
    });
  }

  function show(piece) {
    var old = understood();
    var kept = old.querySelector("#speaker_user input:checked") && old.querySelector("#speaker_user");
    var now = document.importNode(piece, true);
    // Who was chosen stays to be chosen again.
    if (kept && !now.querySelector("#speaker_user")) now.append(kept);
    old.replaceWith(now);
    var asks = now.querySelector("#speaker_user") !== null;
    if (typed) {
      typed.hidden = asks;
      typed.querySelector("input").disabled = asks;
    }
  }

  // Another chat has other speakers.
  function forget() {
    var chooser = understood().querySelector("#speaker_user");
    if (!chooser) return;
    chooser.remove();
    if (typed) typed.querySelector("input").disabled = typed.hidden = false;
  }

  function later(wait) {
    clearTimeout(waiting);
    waiting = setTimeout(preview, wait);
  }

  files.addEventListener("change", function () { forget(); preview(); });
  pasted.addEventListener("input", function () { forget(); later(400); });
  form.addEventListener("change", function (event) {
    if (event.target.name === "speaker_user" || event.target.name === "user_name") later(0);
  });

  // Files dropped anywhere on the form, or pasted, as if they had been chosen.
  function take(list) {
    if (!list || !list.length) return false;
    var all = new DataTransfer();
    Array.prototype.forEach.call(files.files, function (file) { all.items.add(file); });
    Array.prototype.forEach.call(list, function (file) { all.items.add(file); });
    files.files = all.files;
    forget();
    preview();
    return true;
  }

  ["dragenter", "dragover"].forEach(function (name) {
    form.addEventListener(name, function (event) {
      if (!event.dataTransfer || Array.prototype.indexOf.call(event.dataTransfer.types, "Files") < 0) return;
      event.preventDefault();
      form.classList.add("dropping");
    });
  });
  ["dragleave", "drop"].forEach(function (name) {
    form.addEventListener(name, function (event) {
      if (name === "drop" || !form.contains(event.relatedTarget)) form.classList.remove("dropping");
    });
  });
  form.addEventListener("drop", function (event) {
    if (event.dataTransfer && take(event.dataTransfer.files)) event.preventDefault();
  });
  form.addEventListener("paste", function (event) {
    if (event.clipboardData && take(event.clipboardData.files)) event.preventDefault();
  });

  form.addEventListener("submit", function (event) {
    var isPreview = event.submitter && event.submitter.value === "preview";
    var size = Array.prototype.reduce.call(files.files, function (sum, file) { return sum + file.size; }, 0);
    if (isPreview) {
      event.preventDefault();
      preview();
    } else if (size >= large) {
      event.preventDefault();
      donate();
    }
  });

  // As the browser would send it, with a bar.
  function donate() {
    clearTimeout(waiting);
    said.textContent = said.dataset.saySending;
    send(new FormData(form), function (page) {
      if (!page) {
        said.textContent = said.dataset.sayUnsent;
        return;
      }
      said.textContent = "";
      var faulty = page.getElementById("donation");
      if (faulty) {
        // The files are still chosen here, which a new page would have forgotten.
        show(page.getElementById("understood"));
        var reason = page.querySelector(".alert li, .faults li, .reasons li");
        said.textContent = said.dataset.sayUnstored + (reason ? ": " + reason.textContent : ".");
        said.focus();
        return;
      }
      document.title = page.title;
      var main = document.importNode(page.getElementById("main"), true);
      document.getElementById("main").replaceWith(main);
      main.dispatchEvent(new CustomEvent("chorus:shown", { bubbles: true }));
      history.replaceState(null, "", "/submit");
      var heading = document.querySelector("h1");
      heading.tabIndex = -1;
      heading.focus();
      scrollTo(0, 0);
    });
  }
})();
