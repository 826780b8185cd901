import { type Translated, translated } from '@talentloop/locale';

export interface GeneralProblem {
  readonly status: number;
  readonly title: Translated;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What HTTP itself refuses, whatever the service. */
export const generalProblems = {
  'malformed-request': {
    status: 400,
    title: translated('The request is malformed', '請求格式錯誤', '请求格式错误'),
  },
  'malformed-json': {
    status: 400,
    title: translated(
      'The body is not acceptable JSON',
      '內容不是可接受的 JSON',
      '内容不是可接受的 JSON',
    ),
  },
  'invalid-input': {
    status: 400,
    title: translated('The input is not valid', '輸入資料無效', '输入数据无效'),
  },
  unauthenticated: {
    status: 401,
    title: translated('A valid token is required', '需要有效的權杖', '需要有效的令牌'),
    headers: { 'www-authenticate': 'Bearer realm="talentloop"' },
  },
  forbidden: {
    status: 403,
    title: translated(
      'Your role may not do this',
      '你的角色不可執行此操作',
      '你的角色不可执行此操作',
    ),
  },
  'not-found': {
    status: 404,
    title: translated(
      'The requested resource does not exist',
      '找不到所要求的資料',
      '找不到所请求的数据',
    ),
  },
  'method-not-allowed': {
    status: 405,
    title: translated(
      'This method is not allowed for this address',
      '此處不允許這種方法',
      '此处不允许这种方法',
    ),
  },
  conflict: {
    status: 409,
    title: translated('The request conflicts with the present state', '請求有衝突', '请求有冲突'),
  },
  'stale-revision': {
    status: 412,
    title: translated(
      'The resource has changed since you read it',
      '資料在你讀取後已有更改',
      '数据在你读取后已有更改',
    ),
  },
  'payload-too-large': {
    status: 413,
    title: translated('The body is too large', '內容過大', '内容过大'),
  },
  'uri-too-long': {
    status: 414,
    title: translated('The address is too long', '網址過長', '网址过长'),
  },
  'unsupported-media-type': {
    status: 415,
    title: translated(
      'The content type is not supported here',
      '此處不支援這種內容類型',
      '此处不支持这种内容类型',
    ),
  },
  'idempotency-key-reused': {
    status: 422,
    title: translated(
      'The idempotency key was used for another request',
      '此冪等鍵已用於另一個請求',
      '此幂等键已用于另一个请求',
    ),
  },
  'too-many-requests': {
    status: 429,
    title: translated('Too many requests', '請求過於頻繁', '请求过于频繁'),
    headers: { 'retry-after': '1' },
  },
  'headers-too-large': {
    status: 431,
    title: translated('The headers are too large', '標頭過大', '标头过大'),
  },
  'internal-error': {
    status: 500,
    title: translated('An internal error occurred', '系統發生錯誤', '系统发生错误'),
  },
  overloaded: {
    status: 503,
    title: translated(
      'Too many requests are being handled',
      '同時處理的請求過多',
      '同时处理的请求过多',
    ),
    headers: { 'retry-after': '1' },
  },
  unavailable: {
    status: 503,
    title: translated('The service is temporarily unavailable', '服務暫時不可用', '服务暂时不可用'),
    headers: { 'retry-after': '1' },
  },
} as const satisfies Readonly<Record<string, GeneralProblem>>;

export type GeneralCode = keyof typeof generalProblems;

const byStatus = new Map<number, GeneralCode>([
  [400, 'malformed-request'],
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [405, 'method-not-allowed'],
  [409, 'conflict'],
  [412, 'stale-revision'],
  [413, 'payload-too-large'],
  [414, 'uri-too-long'],
  [415, 'unsupported-media-type'],
  [422, 'idempotency-key-reused'],
  [429, 'too-many-requests'],
  [431, 'headers-too-large'],
  [503, 'unavailable'],
]);

/** The general problem of a status that a framework answered. */
export const generalCodeOf = (status: number): GeneralCode =>
  byStatus.get(status) ?? (status >= 400 && status < 500 ? 'malformed-request' : 'internal-error');
