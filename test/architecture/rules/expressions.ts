import ts from 'typescript';
import { CODE, type CodeRule, everyNode } from './code-rule';

const withoutParentheses = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;

/** Its members could stand where it is spread. */
const spreadsLiteral = (node: ts.Node): boolean => {
  if (ts.isSpreadAssignment(node))
    return ts.isObjectLiteralExpression(withoutParentheses(node.expression));
  if (ts.isSpreadElement(node))
    return ts.isArrayLiteralExpression(withoutParentheses(node.expression));
  return false;
};

const isTypedAs = (kind: ts.SyntaxKind) => (node: ts.Node) =>
  (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) && node.type.kind === kind;

/**
 * What the compiler would say is silenced: any value may pass for `never`, or by way of `unknown`.
 */
const silencesTypes = (node: ts.Node): boolean =>
  ts.isNonNullExpression(node) ||
  isTypedAs(ts.SyntaxKind.NeverKeyword)(node) ||
  (ts.isAsExpression(node) &&
    isTypedAs(ts.SyntaxKind.UnknownKeyword)(withoutParentheses(node.expression)));

const planted = (text: string) => ({ path: 'libs/a/a.ts', text });

export const expressions: readonly CodeRule[] = [
  {
    name: 'no literal is spread inside another: its members are written out',
    in: CODE,
    broken: everyNode(spreadsLiteral),
    planted: [
      planted('const a = { ...{ b, c: 1 }, d };'),
      planted('const a = { d, ...({ b }) };'),
      planted("const a = [...['b', 'c'], d];"),
    ],
    kept: [
      planted('const a = { ...b, ...(c !== undefined && { c }) };'),
      planted('const a = { b: { ...c } };'),
    ],
  },
  {
    name: 'no cast works around a type error: as never, as unknown as, !',
    in: CODE,
    broken: everyNode(silencesTypes),
    exceptions: {
      'libs/event-sourcing/rules.ts': [1, 'A fold is found by the type of the event it takes.'],
      'libs/event-sourcing/event-codecs.ts': [
        1,
        'What an upcaster takes is known by the version that is stored, not by a type.',
      ],
    },
    planted: [
      planted('const a = b as never;'),
      planted('const a = <never>b;'),
      planted('const a = b as unknown as C;'),
      planted('const a = (b as unknown) as C;'),
      planted('const a = b!.c;'),
    ],
    kept: [
      planted('const a = b as unknown;'),
      planted('const a = b as C;'),
      planted('const a = !b;'),
    ],
  },
];
