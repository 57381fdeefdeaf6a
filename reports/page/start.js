// Brings the page to life. It is complete to read without any of these scripts.

if (byId("position")) start();

function start() {
  document.querySelector(".toolbar").hidden = false;
  byId("previous").addEventListener("click", () => step(-1));
  byId("next").addEventListener("click", () => step(1));
  byId("document").addEventListener("click", clickInText);
  byId("document").addEventListener("focusin", focusInText);
  document.addEventListener("keydown", press);
  window.addEventListener("hashchange", readAddress);
  new ResizeObserver(measureToolbar).observe(document.querySelector(".toolbar"));
  offerThemes(byId("theme"));
  offerHelp();
  if (form) startReview();
  startViews();
  readAddress();
}

function startReview() {
  startDeciding();
  startRemarking();
  startDesk();
  startMap();
  offerFilters();
  showProgress();
}

// The toolbar may need two rows; what stays on the screen below it must know.
function measureToolbar([{ target }]) {
  const isSticky = getComputedStyle(target).position === "sticky";
  document.documentElement.style.setProperty("--toolbar", isSticky ? `${target.offsetHeight}px` : "0px");
}
