export { loopbackPost } from './loopback-post.ts'
export { publicPost } from './public-post.ts'
