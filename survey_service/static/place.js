// Changing the language keeps the place: the question that is written or looked at. Everything works without this.
(() => {
  const BELOW_THE_BAR = 160;
  const PLACES = "main .question[id], main section[id], main article[id], main h2[id]";
  let written = null;
  document.addEventListener("focusin", (event) => {
    const place = event.target.closest(PLACES);
    if (place) written = place.id;
  });
  const lookedAt = () => {
    if (window.scrollY < BELOW_THE_BAR) return null;
    const above = [...document.querySelectorAll(PLACES)].filter((place) => place.getBoundingClientRect().top < BELOW_THE_BAR);
    return above.at(-1)?.id ?? null;
  };
  document.querySelector(".languages")?.addEventListener("click", (event) => {
    const place = written ?? lookedAt() ?? location.hash.slice(1);
    if (!place) return;
    const link = event.target.closest("a");
    const button = event.target.closest("button");
    if (link) link.hash = place;
    if (button) button.formAction = `${(button.getAttribute("formaction") ? button.formAction : button.form.action).split("#")[0]}#${place}`;
  }, { capture: true });
})();
