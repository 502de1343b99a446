// Asks before a page with unsaved text is left. Everything works without this.
(() => {
  const form = document.getElementById("answers");
  if (!form) return;
  // what came back with a mistake was not saved
  let unsaved = document.getElementById("mistakes") !== null;
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
})();
