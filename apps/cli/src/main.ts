import { run } from './program';
import type { Surroundings } from './surroundings';

const { env, stdin, stdout, stderr } = process;

/** One key; everything but `q`, Escape and Ctrl-C means more. Without a keyboard nobody waits. */
const more = async (hint: string): Promise<boolean> => {
  if (!stdin.isTTY || !stdout.isTTY) return true;
  stdout.write(`         ┆ any key: next · q: quit (${hint})`);
  stdin.setRawMode(true).resume();
  const key = await new Promise<string>((read) =>
    stdin.once('data', (typed: Buffer) => read(typed.toString())),
  );
  stdin.setRawMode(false).pause();
  stdout.write('\r\u001b[2K');
  return !['q', '\u001b', '\u0003'].includes(key);
};

const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';

const surroundings: Surroundings = {
  environment: env,
  write: (text) => void stdout.write(text),
  writeError: (text) => void stderr.write(text),
  columns: stdout.columns || 80,
  colour: !env['NO_COLOR'] && (forced || (stdout.isTTY && env['TERM'] !== 'dumb')),
  ...(stderr.isTTY && { progress: stderr }),
  more,
};

// A reader that went away, as `| head` does, is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

void run(process.argv.slice(2), surroundings).then((code) => {
  process.exitCode = code;
});
