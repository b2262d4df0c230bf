// Runs before the first paint, so that a chosen theme never flashes. Kept out of the page for the script policy.
try {
  const theme = localStorage.getItem('ballast.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Without storage the system's preference holds.
}
