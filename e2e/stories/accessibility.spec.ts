import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { capture, expect, test, thought } from './story.ts';

const pages = [
  '/',
  '/search',
  '/search?q=electricty&when=between',
  '/search?q=what+is+due+this+week%3F',
  '/search?q=xyzzy&in=ideas',
  '/people',
  '/projects',
  '/ideas',
  '/admin',
  '/digest',
  '/settings',
  '/settings/integrations',
  '/no-such-page',
];

/** What axe finds on the page as it stands, one line a finding. */
async function findings(page: Page, options: { without?: string[] } = {}): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).disableRules(options.without ?? []).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

test('the entry pages have no accessibility faults', async ({ page }) => {
  for (const path of ['/sign-up', '/sign-in']) {
    await page.goto(path);
    expect.soft(await findings(page), path).toEqual([]);
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page is accessible and fits a phone, ${colorScheme}`, async ({ page, person }) => {
    expect(person.email).toBeTruthy();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('/');
    await capture(page, 'Pay the electricity bill by Friday', `purple${'elephants'.repeat(12)}`);
    await expect(page.getByText('Filing…')).toHaveCount(0);
    await expect(thought(page, 'purple').getByText('Needs review')).toBeVisible();
    await page.goto('/digest');
    await page.getByRole('button', { name: 'Generate now' }).click();
    await expect(page.getByRole('article')).toBeVisible();
    await page.goto('/admin');
    const record = await page.getByRole('link', { name: /electricity/i }).getAttribute('href');
    for (const path of [...pages, record ?? '/records/none', '/records/none']) {
      await page.goto(path);
      await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
      expect.soft(await findings(page), path).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - window.innerWidth',
      );
      expect.soft(overflow, `${path} scrolls sideways on a phone`).toBeLessThanOrEqual(0);
      expect.soft(await findings(page), `${path} on a phone`).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 800 });
    }
  });
}

test('menus, the editor and dialogs have no accessibility faults', async ({ page, person }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/');
  await capture(page, 'Pay the electricity bill by Friday');
  await page.getByRole('button', { name: 'Admin, move to another drawer' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  // An open menu hangs off the body, outside every landmark; the focus is in it.
  expect.soft(await findings(page, { without: ['region'] }), 'drawer menu').toEqual([]);
  await page.goto('/admin');
  await page.getByRole('button', { name: /^Edit / }).click();
  await expect(page.getByRole('form', { name: /^Edit / })).toBeVisible();
  expect.soft(await findings(page), 'record editor').toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Snooze / }).click();
  await expect(page.getByRole('menu', { name: 'Snooze until' })).toBeVisible();
  expect.soft(await findings(page, { without: ['region'] }), 'snooze menu').toEqual([]);
  await page.getByRole('menuitem', { name: 'Choose a day…' }).click();
  await expect(page.getByRole('dialog', { name: 'Snooze until' })).toBeVisible();
  expect.soft(await findings(page), 'snooze dialog').toEqual([]);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Delete account' }).click();
  await expect(page.getByRole('dialog')).toContainText(person.email);
  expect.soft(await findings(page), 'dialog').toEqual([]);
});
