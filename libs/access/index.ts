export * from './development-issuer';
export * from './personas';
export * from './policy';
export * from './subject';
export * from './verifier';
export * from './visibility';
