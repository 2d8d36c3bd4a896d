// Turbo's progress bar writes a style into the page, which the Content-Security-Policy forbids; busy pages
// are shown by the stylesheet. The longest delay that a timer knows.
if ("Turbo" in window) {
  const { Turbo } = /** @type {{ Turbo: { config: { drive: { progressBarDelay: number } } } }} */ (window);
  Turbo.config.drive.progressBarDelay = 2 ** 31 - 1;
}

// Turbo writes the address of a filter once its answer has come, and visits it only some repaints later. That late visit
// would take the place of one that Back has begun meanwhile, and leave the page under another's address. So the page
// that Back leads to is then loaded anew.
let visited = location.href;
let isFrameComing = false;
addEventListener("turbo:before-fetch-request", ({ target }) => {
  isFrameComing ||= target instanceof Element && target.matches("turbo-frame, form[data-turbo-frame]");
});
addEventListener("turbo:frame-load", () => {
  // One that writes no address, a dialog for one, is there.
  isFrameComing = location.href !== visited;
});
addEventListener("turbo:load", () => {
  visited = location.href;
  isFrameComing = false;
});
addEventListener("popstate", () => {
  if (isFrameComing) location.reload();
});
