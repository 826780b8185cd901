import { run } from './program';
import { FINE, NO_ANSWER, type Surroundings } from './surroundings';

const { env, stdin, stdout, stderr } = process;

/**
 * Waits for one key. `q`, Escape and Ctrl-C end the output; every other key continues. Without a
 * keyboard this does not wait.
 */
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
  ...(!stdin.isTTY && { input: stdin }),
  output: stdout,
  more,
};

const args = process.argv.slice(2);

// A reader that closes the pipe, as `| head` does, is no error. For a backup it is one, because
// nobody received it.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(args[0] === 'store' ? NO_ANSWER : FINE);
  throw error;
});

// A process that was started for this command ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

void run(args, surroundings).then((code) => {
  process.exitCode = code;
});
