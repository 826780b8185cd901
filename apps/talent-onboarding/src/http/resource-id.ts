const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a path names a resource at all; what is no id of ours is never asked of the store. */
export const isResourceId = (id: string): boolean => ID.test(id);
