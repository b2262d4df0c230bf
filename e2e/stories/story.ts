import { test as base, expect, type Page } from '@playwright/test';

/** Somebody with an account, signed in on the story's page. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

let people = 0;

/** A person nobody else in this run is. */
export function newPerson(name = 'Ada Rivers'): Person {
  people += 1;
  return { name, email: `person-${process.pid}-${people}@example.org`, password: 'a long enough password' };
}

/** What the browser says when a request fails; stories cut the connection on purpose. */
const expectedNoise = /Failed to load resource|net::ERR_/;

/** Collects what goes wrong in a page: script errors, hydration mismatches, refusals by the content policy. */
export function watchConsole(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type()) || expectedNoise.test(message.text())) return;
    complaints.push(message.text());
  });
  return complaints;
}

/** Makes an account over HTTP and signs the page's browser in with it. */
export async function signUp(page: Page, person: Person): Promise<void> {
  const response = await page.request.post('/api/auth/sign-up/email', {
    data: { name: person.name, email: person.email, password: person.password, timezone: 'Europe/Berlin' },
  });
  expect(response.status(), await response.text()).toBe(200);
}

/** Types thoughts into the capture box, one after the other. */
export async function capture(page: Page, ...thoughts: string[]): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Capture a thought' });
  for (const thought of thoughts) {
    await box.fill(thought);
    await box.press('Enter');
  }
}

/** The inbox's item with this text. */
export function thought(page: Page, text: string | RegExp) {
  return page.getByRole('region', { name: 'Inbox' }).getByRole('listitem').filter({ hasText: text });
}

/** Files a thought of the inbox by the key of a drawer, whatever was thought of it before. */
export async function file(page: Page, text: string | RegExp, digit: '1' | '2' | '3' | '4'): Promise<void> {
  await expect(thought(page, text).getByText(/Sending…|Filing…/)).toHaveCount(0);
  await thought(page, text).focus();
  await page.keyboard.press(digit);
  await expect(thought(page, text).getByText('by you')).toBeVisible();
}

/** Takes back what the notice with this text tells of. */
export async function undo(page: Page, said: string | RegExp): Promise<void> {
  const notice = page.getByRole('region', { name: /^Notifications/ }).getByRole('listitem');
  await notice.filter({ hasText: said }).getByRole('button', { name: 'Undo' }).press('Enter');
}

/** A story whose page belongs to somebody with a fresh account, and that fails on any complaint of the console. */
export const test = base.extend<{ person: Person; complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints = watchConsole(page);
      await use(complaints);
      expect(complaints, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
  person: async ({ page }, use) => {
    const person = newPerson();
    await signUp(page, person);
    await use(person);
  },
});

export { expect };
