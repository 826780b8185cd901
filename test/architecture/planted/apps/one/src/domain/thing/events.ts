export interface Made {
  readonly type: 'Made';
}
