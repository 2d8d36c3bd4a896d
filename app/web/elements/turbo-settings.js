// Turbo's progress bar writes a style into the page, which the Content-Security-Policy forbids; busy pages
// are shown by the stylesheet. The longest delay that a timer knows.
if ("Turbo" in window) {
  const { Turbo } = /** @type {{ Turbo: { config: { drive: { progressBarDelay: number } } } }} */ (window);
  Turbo.config.drive.progressBarDelay = 2 ** 31 - 1;
}
