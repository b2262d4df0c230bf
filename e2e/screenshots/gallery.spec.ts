import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { allFiled, capture, expect, newPerson, signUp, test } from '../stories/story.ts';

const directory = process.env['BALLAST_SHOTS_DIR'] ?? join(import.meta.dirname, '../test-results/gallery');
const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 860 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 860 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

/** Thoughts that try the page: long words and addresses, emoji, right-to-left text, several lines. */
const trying = [
  'Call Sarah about the kitchen quote tomorrow at 4pm',
  'purple elephants',
  'https://example.org/a/very/long/address/that/never/ends?with=parameters&and=more&and=even-more-of-them-than-anybody-would-type',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft anrufen',
  'להתקשר לאמא ביום שישי בערב בקשר לארוחה',
  '🎂 Buy a cake for Zoë 🎈👩‍👩‍👧‍👦 on Saturday',
  'Pay the electricity bill by Friday',
  'Launch the newsletter: write the first issue, find three readers, set up the list',
  'What if the waiting room had a library?\n\nPeople bring one book and take one.\nNobody has to count them.',
];

const pages = [
  '/',
  '/search',
  '/search?q=kitchen',
  '/people',
  '/projects',
  '/ideas',
  '/admin',
  '/digest',
  '/settings',
  '/settings/integrations',
  ...['/workflows', '/workflows/new', '/actions'],
  ...['/operations', '/operations/calls', '/operations/jobs', '/operations/replays', '/operations/traces'],
];

const nameOf = (path: string) => path.slice(1).replace(/[/?]/g, '-') || 'inbox';

async function shoot(page: Page, name: string, fullPage = true): Promise<void> {
  await page.screenshot({ path: join(directory, `${name}.png`), fullPage, animations: 'disabled' });
}

async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
}

async function open(browser: Browser, look: (typeof looks)[number]) {
  const context = await browser.newContext({ viewport: look.viewport, colorScheme: look.colorScheme });
  return context.newPage();
}

for (const look of looks) {
  test(`every page, ${look.name}`, async ({ browser }) => {
    const page = await open(browser, look);
    for (const path of ['/sign-up', '/sign-in', '/no-such-page']) {
      await page.goto(path);
      await shoot(page, `${look.name}-${path.slice(1)}`);
    }
    await signUp(page, newPerson('Ada Rivers'));
    for (const path of pages) {
      await page.goto(path);
      await settled(page);
      await shoot(page, `${look.name}-empty-${nameOf(path)}`);
    }
    await page.goto('/');
    await capture(page, ...trying);
    await allFiled(page, trying.length);
    await page.goto('/digest');
    await page.getByRole('button', { name: 'Generate now' }).click();
    await expect(page.getByRole('article')).toBeVisible();
    for (const path of pages) {
      await page.goto(path);
      await settled(page);
      await shoot(page, `${look.name}-full-${nameOf(path)}`);
    }
    await page.goto('/search?q=what+is+due+this+week%3F');
    await settled(page);
    await shoot(page, `${look.name}-question`);
    await page
      .getByRole('region', { name: 'Results' })
      .or(page.getByRole('list', { name: 'Answer' }))
      .getByRole('link')
      .first()
      .click();
    await settled(page);
    await shoot(page, `${look.name}-record`);
    await page.goto('/admin');
    await page
      .getByRole('button', { name: /^Edit / })
      .first()
      .click();
    await shoot(page, `${look.name}-editor`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await shoot(page, `${look.name}-help`, false);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Account menu' }).filter({ visible: true }).click();
    await shoot(page, `${look.name}-account-menu`, false);
    await page.keyboard.press('Escape');

    await page.goto('/');
    const filed = page.getByRole('button', { name: /move to another drawer/ }).first();
    await filed.click();
    await shoot(page, `${look.name}-drawer-menu`, false);
    await page.getByRole('menuitemradio', { name: 'Ideas' }).click();
    await expect(page.getByText('Filed under Ideas')).toBeVisible();
    await shoot(page, `${look.name}-toast`, false);

    await page.route('**/api/trpc/**', (route) => route.abort());
    await capture(page, 'Kept while the line is down');
    await expect(page.getByText('1 thought waiting to be sent')).toBeVisible();
    await shoot(page, `${look.name}-unsent`, false);
    await page.goto('/people');
    await expect(page.getByText('This could not be loaded.')).toBeVisible();
    await shoot(page, `${look.name}-error`, false);
    await page.context().close();
  });
}
