/**
 * Settings of the embedded server, for one `port`. Durability stays at its defaults, which are on: the embedded event store refuses a server without it.
 * Loopback TCP only, no socket file: two copies side by side never meet.
 */
export const settings = (port: number): readonly string[] => [
  'listen_addresses=127.0.0.1',
  `port=${port}`,
  'unix_socket_directories=',
  'max_connections=100',
  'password_encryption=scram-sha-256',
  'timezone=UTC',
  'log_timezone=UTC',
  // Ours are many short statements; compiling them costs more than it saves.
  'jit=off',
  // A transaction left open by a stuck process would hold rows and vacuum back for ever.
  'idle_in_transaction_session_timeout=60s',
]
