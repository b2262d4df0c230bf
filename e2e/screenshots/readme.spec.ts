import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { allFiled, capture, expect, newPerson, signUp, test, thought } from '../stories/story.ts';

const directory = join(import.meta.dirname, '../../docs/images');
const mostBytes = 300_000;

const day = [
  'Ask the landlord about the boiler',
  'What if the newsletter was a postcard?',
  'Sarah starts her new job on Monday, send her a note',
  'Renovate the bathroom: get three quotes by the end of March',
  'Pay the electricity bill by Friday',
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the README's picture, ${colorScheme}`, async ({ page }) => {
    await page.setViewportSize({ width: 1200, height: 780 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await signUp(page, newPerson('Ada Rivers'));
    await page.goto('/');
    await capture(page, ...day);
    await allFiled(page, day.length);
    await expect(thought(page, 'electricity')).toContainText('Due');
    await mkdir(directory, { recursive: true });
    const path = join(directory, `inbox-${colorScheme}.png`);
    await page.screenshot({ path, animations: 'disabled' });
    expect((await stat(path)).size).toBeLessThan(mostBytes);
  });
}
