import { inkOf } from '../drawing/ink';
import { Installation } from '../installation';
import { type ExitCode, FINDING, FINE, type Surroundings } from '../surroundings';
import { apply, register, screen } from './arrival';
import { UnexpectedAnswer, Cast } from './cast';
import { approve, verify } from './decision';
import { house } from './home';
import { drawStep, drawTree } from './narrator';
import { type Branch, conclude } from './proof';
import type { Stage, Step, Traveller } from './stage';

const WIDTH_MAX = 110;

interface Journey {
  readonly traveller: Traveller;
  readonly tree: readonly Branch[];
}

/** One person's way from the first form to their own door, through all three services. */
const travel = async (stage: Stage): Promise<Journey> => {
  const traveller = await register(stage);
  const documentId = await apply(stage, traveller);
  await screen(stage, traveller);
  await verify(stage, traveller, documentId);
  const homeId = await approve(stage, traveller);
  await house(stage, traveller, homeId);
  return { traveller, tree: await conclude(stage, traveller) };
};

const afterword = ({ caseNumber, correlationId }: Traveller): string => `
Look at it again:
    npm run talentloop -- audit replay ${caseNumber}
    GET /audit/correlations/${correlationId}
`;

const asDocument = ({ title, exchange, essence, elsewhere }: Step): object => {
  const { who, method, path, body, status, answer } = exchange;
  const request = { method, path, ...(body && { body }) };
  return { title, who, request, status, essence, answer, elsewhere };
};

/**
 * Runs one journey against the running installation with a new person, and prints each step as it
 * happens. If the installation answers otherwise than expected, that is a finding.
 */
export const demo = async (
  { environment, write, writeError, columns, colour }: Surroundings,
  { json }: { readonly json?: true },
): Promise<ExitCode> => {
  const installation = await Installation.find({ environment });
  const [ink, width] = [inkOf(colour), Math.min(columns, WIDTH_MAX)];
  const steps: Step[] = [];
  const tell = (step: Step): void => {
    steps.push(step);
    if (!json) write(`${drawStep(step, steps.length, { ink, width }).join('\n')}\n`);
  };
  const cast = new Cast((path) => installation.addressOf(path));
  try {
    const { traveller, tree } = await travel({ cast, tell });
    if (json) {
      write(`${JSON.stringify({ ...traveller, steps: steps.map(asDocument), tree }, null, 2)}\n`);
      return FINE;
    }
    write(`\n${ink.title('The whole journey, as one tree of causes and effects')}\n`);
    write(`${drawTree(tree, ink).join('\n')}\n${afterword(traveller)}`);
    return FINE;
  } catch (error) {
    if (!(error instanceof UnexpectedAnswer)) throw error;
    if (json)
      write(`${JSON.stringify({ error: error.message, steps: steps.map(asDocument) }, null, 2)}\n`);
    writeError(`The demo stopped: an answer was not as expected. ${error.message}\n`);
    return FINDING;
  }
};
