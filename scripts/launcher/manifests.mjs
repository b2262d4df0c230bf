import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that are packages, and folders that hold packages: `packages` in pnpm-workspace.yaml. */
const packages = ['e2e', 'bench', 'scripts'];
const groups = ['apps', 'packages', 'examples'];

/**
 * The folders of the workspace's packages, relative to its root.
 * @param {string} root
 * @returns {string[]}
 */
export function workspaceFolders(root) {
  const grouped = groups
    .filter((group) => existsSync(join(root, group)))
    .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`));
  return [...packages, ...grouped].filter((folder) => existsSync(join(root, folder, 'package.json'))).sort();
}

/**
 * A digest of everything that decides what an install brings.
 * @param {string} root
 */
export function installFingerprint(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  const folders = workspaceFolders(root).map((folder) => `${folder}/package.json`);
  for (const path of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', ...folders]) {
    if (!existsSync(join(root, path))) continue;
    hash
      .update(`${path}\n`)
      .update(readFileSync(join(root, path)))
      .update('\n');
  }
  return hash.digest('hex');
}
