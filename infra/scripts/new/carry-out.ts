import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { exists, ROOT } from './checkout';
import type { Plan } from './plan';
import { Refusal } from './refusal';

const write = (text: string): void => void process.stdout.write(text);

const formatted = async (file: string, text: string): Promise<string> => {
  const filepath = path.join(ROOT, file);
  return format(text, { ...(await resolveConfig(filepath)), filepath });
};

/** Every text as it will be written: what cannot be formatted leaves nothing behind. */
const formattedAll = async (files: Readonly<Record<string, string>>) =>
  Promise.all(
    Object.entries(files).map(async ([file, text]) => [file, await formatted(file, text)] as const),
  );

const runScript = (script: string): void => {
  write(`running: infra/scripts/${script}\n`);
  const file = path.join(ROOT, 'infra/scripts', script);
  const { status } = spawnSync(process.execPath, [file], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error(`infra/scripts/${script} ended with ${status}`);
};

/** Writes the files of a plan, runs its scripts and tells what was done. */
export const carryOut = async (plan: Plan, runsScripts: boolean): Promise<void> => {
  const taken = Object.keys(plan.made).find(exists);
  if (taken !== undefined) throw new Refusal(`${taken} is there already`);
  const made = await formattedAll(plan.made);
  const edited = await formattedAll(plan.edited);
  for (const [file, text] of [...made, ...edited]) {
    mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
    writeFileSync(path.join(ROOT, file), text);
  }
  for (const [file] of made) write(`made: ${file}\n`);
  for (const [file] of edited) write(`edited: ${file}\n`);
  if (runsScripts) plan.scripts.forEach(runScript);
  else for (const script of plan.scripts) write(`left out: node infra/scripts/${script}\n`);
  write(`Next:\n${plan.next.map((step, index) => `  ${index + 1}. ${step}\n`).join('')}`);
};
