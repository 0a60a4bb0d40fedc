/** What `--help` prints. */
export const help = `The event store of Kontor, alone: any EventStoreDB client can be pointed at it.

  pnpm eventstore [options]

  --schema NAME      the schema of its tables (eventstore)
  --port PORT        where it listens (2113); 0 takes a free one
  --host ADDRESS     127.0.0.1; any other needs TLS and a user
  --advertise HOST:PORT
                     where clients reach it, when that is another address
  --tls-generate     a certificate of its own; its authority is kept in the data folder
  --tls-key FILE     a given key and
  --tls-cert FILE      its certificate with the chain, both PEM
  --user NAME        who may call, over TLS; the password stands in KONTOR_STORE_PASSWORD
  --postgres URL     the database, or KONTOR_STORE_POSTGRES; without either a Postgres of its own
  --data FOLDER      where that Postgres and the certificate's authority are kept (.data/eventstore)
  --help             this text
`
