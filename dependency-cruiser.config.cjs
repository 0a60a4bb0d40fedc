// Which layer may know which. Every rule has a fixture under .ci/boundary-fixtures/ that trips it, and a test that it does.
const no = (name, from, to) => ({ name, severity: 'error', from, to })
const test = '(\\.test|/testing)\\.ts$'
const integrationTest = '^(projections|gateways)/.*\\.int\\.test\\.ts$'

module.exports = {
  forbidden: [
    no('core-knows-nobody', { path: '^core/' }, { path: '^(projections|gateways|ui|infra)/' }),
    no(
      'core-does-no-io',
      { path: '^core/', pathNot: test },
      { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg'], pathNot: 'node_modules/zod/' },
    ),
    no('projections-know-core', { path: '^projections/', pathNot: integrationTest }, { path: '^(gateways|ui|infra)/' }),
    no('gateways-know-core-and-projections', { path: '^gateways/', pathNot: integrationTest }, { path: '^(ui|infra)/' }),
    // Integration tests start real servers; the kit that does so is infra's, and is all of infra that they may see.
    no('integration-tests-borrow-only-the-test-kit', { path: integrationTest }, { path: '^(ui|infra)/', pathNot: '^infra/testing/' }),
    no('gateways-use-doors', { path: '^gateways/' }, { path: '^(core|projections)/', pathNot: ['/kernel/', '/index\\.ts$', '/view\\.ts$'] }),
    no(
      'providers-are-strangers',
      { path: '^gateways/([^/]+)/', pathNot: '^gateways/http/' },
      { path: '^gateways/', pathNot: '^gateways/(kernel|$1)/' },
    ),
    // The WebSocket is no provider but the other half of our own edge: a route of http opens it.
    no(
      'http-knows-no-provider',
      { path: '^gateways/http/' },
      { path: '^gateways/', pathNot: ['^gateways/(kernel|http)/', '^gateways/websocket/index\\.ts$'] },
    ),
    no(
      'capabilities-meet-at-the-door',
      { path: '^(?:core|projections)/([^/]+)/' },
      {
        path: '^(core|projections)/[^/]+/',
        pathNot: ['^(core|projections)/(kernel|$1)/', '^(core|projections)/[^/]+/index\\.ts$', '^core/[^/]+/events/index\\.ts$'],
      },
    ),
    no(
      'ui-enters-by-contract',
      { path: '^ui/' },
      { path: '^(core|projections|gateways|infra)/', pathNot: ['^gateways/http/contract\\.ts$', '^gateways/http/[^/]+/contract\\.ts$'] },
    ),
    no('browser-carries-no-server', { path: '^ui/' }, { path: 'node_modules/(slonik|pg|fastify|@eventstore)/', reachable: true }),
    // A program that can be told to kill itself is an entry of its own; what is released reaches none of it.
    no('released-without-failpoints', { pathNot: '^infra/faults/' }, { path: '^infra/faults/' }),
    no('no-cycles', {}, { circular: true }),
    // Two names that only Vite knows: modules its plugins make, and the types of its client.
    no('imports-resolve', {}, { couldNotResolve: true, pathNot: ['^virtual:', '^vite/client$'] }),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.vue'],
    },
  },
}
