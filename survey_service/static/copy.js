// A button beside each field whose text is to be copied. Without a script, or a clipboard, the text can be marked by hand.
for (const field of document.querySelectorAll("input[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  const told = document.createElement("span");
  button.type = "button";
  button.className = "button button--secondary button--small";
  button.textContent = field.dataset.copy;
  button.setAttribute("aria-describedby", field.labels[0].id || (field.labels[0].id = `${field.id}-label`));
  told.className = "meta copied";
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    told.textContent = field.dataset.copied;
  });
  field.after(button, told);
}
