// Puts into a page of a set what all its pages have in common.

const parts = document.createElement("template");
parts.innerHTML = PARTS;
for (const part of parts.content.querySelectorAll("[data-part]")) {
  document.querySelector(`div[data-part=${part.dataset.part}]`)?.replaceWith(part.content);
}
