const mb = () => (process.memoryUsage.rss() / 1e6).toFixed(0);
console.log("start", mb());
await import("#data/database.ts"); console.log("database", mb());
await import("#siecle/read-files.ts"); console.log("siecle", mb());
await import("#actions/import-files.ts"); console.log("import-files", mb());
await import("#data/embedded.ts"); console.log("embedded", mb());
await import("#actions/create-school.ts"); console.log("create-school", mb());
await import("#server.ts"); console.log("server", mb());
