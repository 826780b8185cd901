import ts from 'typescript';
import { CODE, type CodeRule, everyNode, nodesBelow } from './code-rule';

const isEndless = (node: ts.Node): boolean =>
  ts.isForStatement(node)
    ? node.condition === undefined || node.condition.kind === ts.SyntaxKind.TrueKeyword
    : (ts.isWhileStatement(node) || ts.isDoStatement(node)) &&
      node.expression.kind === ts.SyntaxKind.TrueKeyword;

/** The loop ends at the latest when its AbortSignal aborts. */
const looksAtSignal = (loop: ts.Node): boolean =>
  [...nodesBelow(loop)].some(
    (node) =>
      ts.isPropertyAccessExpression(node) && /^(aborted|throwIfAborted)$/.test(node.name.text),
  );

const planted = (text: string) => ({ path: 'libs/a/a.ts', text });

export const loops: readonly CodeRule[] = [
  {
    name: 'a loop says in its head when it ends, or looks at an AbortSignal',
    in: CODE,
    broken: everyNode((node) => isEndless(node) && !looksAtSignal(node)),
    planted: [
      planted('for (;;) if (await done()) break;'),
      planted('for (let attempt = 1; ; attempt += 1) if (await done()) break;'),
      planted('while (true) if (await done()) return;'),
      planted('do next(); while (true);'),
    ],
    kept: [
      planted('for (let attempt = 1; attempt <= 5; attempt += 1) next();'),
      planted('for (;;) { signal.throwIfAborted(); await next(); }'),
      planted('for (;;) { if (signal.aborted) return; await next(); }'),
      planted('while (more()) next();'),
    ],
  },
];
