export type State = 'none' | 'made';
