import { type Resource, resourceBody } from '@talentloop/http';
import { type AuditedCategory, auditedCategory } from './audited-category';

/** A resource as auditors read it: the body of its GET after each event, in English. */
export const auditedResource = (resource: Resource): AuditedCategory =>
  auditedCategory({
    name: resource.path,
    decider: resource.decider,
    view: (loaded) =>
      resource.exists(loaded.state)
        ? resourceBody(resource, loaded, { at: loaded.updatedAt, language: 'en' })
        : {},
    corrects: ({ type }) => resource.corrections.includes(type),
  });
