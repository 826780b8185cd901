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
    (each) => isClock(each) || (ts.isIdentifier(each) && each !== node && readsClock(each, depth + 1)),
  );
};

/** A difference of clock readings. A quotient of two is a ratio, which every machine can keep. */
const isDuration = (node: ts.Node, depth = 0): boolean => {
  if (depth > DEPTH_MAX) return false;
  const meaning = meaningOf(node);
  if (ts.isBinaryExpression(meaning)) {
    const { left, right, operatorToken } = meaning;
    if (operatorToken.kind === ts.SyntaxKind.MinusToken) return readsClock(left) || readsClock(right);
    if (operatorToken.kind === ts.SyntaxKind.SlashToken)
      return isDuration(left, depth + 1) && !isDuration(right, depth + 1);
  }
  let found = false;
  if (meaning !== node) return isDuration(meaning, depth + 1);
  meaning.forEachChild((child) => void (found ||= isDuration(child, depth + 1)));
  return found;
};

const COMPARES = /^to(BeLessThan|BeGreaterThan)(OrEqual)?$/;

const expectsDuration = (node: ts.Node): boolean =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  COMPARES.test(node.expression.name.text) &&
  ts.isCallExpression(node.expression.expression) &&
  node.expression.expression.arguments.some((argument) => isDuration(argument));

const planted = (text: string) => ({ path: 'libs/a/a.spec.ts', text });

export const time: readonly CodeRule[] = [
  {
    name: 'a test waits for a condition, and lets no time pass',
    in: TEST_CODE,
    broken: everyNode(letsTimePass),
    planted: [
      planted('await new Promise((resolve) => setTimeout(resolve, 50));'),
      planted('await sleep(20);'),
      planted('await pause(everyMs);'),
    ],
    kept: [planted('jest.setTimeout(60_000);'), planted('socket.pause();')],
  },
  {
    name: 'a test asserts counts, conditions and ratios, and no time that a machine took',
    in: TEST_CODE,
    broken: everyNode(expectsDuration),
    planted: [
      planted('expect(performance.now() - began).toBeLessThan(2_000);'),
      planted('const took = Date.now() - began; expect(took).toBeLessThanOrEqual(9);'),
      planted('const took = () => performance.now() - a; expect(took()).toBeGreaterThan(9);'),
    ],
    kept: [
      planted('expect(trips).toBeLessThan(10);'),
      planted(
        `const one = performance.now() - a; const other = performance.now() - b;
         expect(one / other).toBeLessThan(3);`,
      ),
    ],
  },
];
