// Turbo's progress bar writes a style into the page, which the Content-Security-Policy forbids: the longest delay that
// a timer knows keeps it away. The stylesheet shows that a page is busy.
if ("Turbo" in window) {
  const { Turbo } = /** @type {{ Turbo: { config: { drive: { progressBarDelay: number } } } }} */ (window);
  Turbo.config.drive.progressBarDelay = 2 ** 31 - 1;
}

// Turbo turns the content of a frame into a visit once it is shown. If the user has pressed Back in between, that visit
// would replace the one that leads back, and the page would stay.
addEventListener("popstate", () => {
  for (const { delegate } of /** @type {NodeListOf<any>} */ (document.querySelectorAll("turbo-frame")))
    if (delegate) delegate.fetchResponseLoaded = async () => {};
});
