// The hooks of a run of Nx, loaded only where it has a remote cache: without that, there is nothing for them to do.
export { remoteCacheHooks } from '@flake-lattice/programs';
