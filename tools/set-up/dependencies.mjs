// placeholder, replaced by the set-up work
export async function ensureDependencies() {}
