import ts from 'typescript';
import { type CodeRule, TEST_CODE, everyNode, nodesBelow } from './code-rule';

const PAUSE = /^(setTimeout|setInterval|sleep|pause|delay|wait)$/;

/** A call by its bare name: `jest.setTimeout` and `stream.pause` are others. */
const letsTimePass = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  ts.isIdentifier(node.expression) &&
  PAUSE.test(node.expression.text) &&
  node.arguments.length > 0;

const isClock = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  /^(performance\.now|Date\.now|process\.hrtime(\.bigint)?)$/.test(node.expression.getText());

/** The helper of libs/testing that answers how long some work takes. */
const isTaking = (node: ts.Node): boolean =>
  ts.isCallExpression(node) && node.expression.getText() === 'takes';

const DEPTH_MAX = 4;

/** What a name stands for in its file, or the node itself. */
const meaningOf = (node: ts.Node): ts.Node => {
  if (!ts.isIdentifier(node)) return node;
  const declared = [...nodesBelow(node.getSourceFile())].find(
    (each) => ts.isVariableDeclaration(each) && each.name.getText() === node.text,
  );
  return (declared && ts.isVariableDeclaration(declared) && declared.initializer) || node;
};

const readsClock = (node: ts.Node, depth = 0): boolean => {
  if (depth > DEPTH_MAX) return false;
  const meaning = meaningOf(node);
  return [meaning, ...nodesBelow(meaning)].some(
    (each) =>
      isClock(each) || (ts.isIdentifier(each) && each !== node && readsClock(each, depth + 1)),
  );
};

/** A difference of clock readings. A quotient of two is a ratio, which every machine can keep. */
const isDuration = (node: ts.Node, depth = 0): boolean => {
  if (depth > DEPTH_MAX) return false;
  const meaning = meaningOf(node);
  if (isTaking(meaning)) return true;
  if (ts.isBinaryExpression(meaning)) {
    const { left, right, operatorToken } = meaning;
    if (operatorToken.kind === ts.SyntaxKind.MinusToken)
      return readsClock(left) || readsClock(right);
    if (operatorToken.kind === ts.SyntaxKind.SlashToken)
      return isDuration(left, depth + 1) && !isDuration(right, depth + 1);
  }
  let found = false;
  if (meaning !== node) return isDuration(meaning, depth + 1);
  meaning.forEachChild((child) => void (found ||= isDuration(child, depth + 1)));
  return found;
};

/** At most so long: at least so long is kept by every machine. */
const LIMITS = /^toBeLessThan(OrEqual)?$/;

const limitsDuration = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  LIMITS.test(node.expression.name.text) &&
  ts.isCallExpression(node.expression.expression) &&
  node.expression.expression.arguments.some((argument) => isDuration(argument));

const planted = (text: string) => ({ path: 'libs/a/a.spec.ts', text });

export const time: readonly CodeRule[] = [
  {
    name: 'a test waits for a condition, and lets no time pass',
    in: TEST_CODE,
    exceptions: {
      'libs/testing/until.ts': [1, 'It looks at its condition again after a moment.'],
      'libs/testing/paced.ts': [1, 'A load has a rate; no test waits for it.'],
      'test/faults/steps/kills.ts': [1, 'A kill falls at a random moment of a command.'],
    },
    broken: everyNode(letsTimePass),
    planted: [
      planted('await new Promise((resolve) => setTimeout(resolve, 50));'),
      planted('await sleep(20);'),
      planted('await pause(everyMs);'),
    ],
    kept: [planted('jest.setTimeout(60_000);'), planted('socket.pause();')],
  },
  {
    name: 'a test asserts counts, conditions and ratios, and no limit of time',
    in: TEST_CODE,
    broken: everyNode(limitsDuration),
    planted: [
      planted('expect(performance.now() - began).toBeLessThan(2_000);'),
      planted('const took = Date.now() - began; expect(took).toBeLessThanOrEqual(9);'),
      planted('expect(await takes(work)).toBeLessThan(9);'),
      planted('const took = () => performance.now() - a; expect(took()).toBeLessThan(9);'),
    ],
    kept: [
      planted('expect(trips).toBeLessThan(10);'),
      planted('expect(performance.now() - began).toBeGreaterThanOrEqual(500);'),
      planted('expect((await takes(one)) / (await takes(other))).toBeLessThan(3);'),
      planted(
        `const one = performance.now() - a; const other = performance.now() - b;
         expect(one / other).toBeLessThan(3);`,
      ),
    ],
  },
];
