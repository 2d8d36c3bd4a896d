// Turbo's progress bar writes a style into the page, which the Content-Security-Policy forbids; busy pages
// are shown by the stylesheet. The longest delay that a timer knows.
if ("Turbo" in window) {
  const { Turbo } = /** @type {{ Turbo: { config: { drive: { progressBarDelay: number } } } }} */ (window);
  Turbo.config.drive.progressBarDelay = 2 ** 31 - 1;
}

// Turbo makes a visit of what a frame shows once it is shown. Back may have been pressed in between: such a visit
// would take the place of the one that leads back, and the page would stay.
addEventListener("popstate", () => {
  for (const { delegate } of /** @type {NodeListOf<any>} */ (document.querySelectorAll("turbo-frame")))
    if (delegate) delegate.fetchResponseLoaded = async () => {};
});
