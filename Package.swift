// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "Proofmark",
  platforms: [.macOS(.v15)],
  products: [
    .library(
      name: "Proofmark",
      targets: [
        "Quantities", "Statistics", "XMLDocuments", "Standards", "Evidence", "Planning", "Conformity",
        "Signatures", "Tables", "XMLSignatures", "ZipArchives", "Spreadsheets", "DatabaseFiles",
        "ReportTables", "Registry",
        "Publishing",
      ]),
    .executable(name: "proofmark", targets: ["proofmark"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // System libraries: a module map and a shim header each.
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .target(
      name: "CXMLSec", dependencies: ["CLibXML2"],
      linkerSettings: [
        .linkedLibrary("xmlsec1-openssl"), .linkedLibrary("xmlsec1"), .linkedLibrary("crypto"),
      ]),

    // The pure core, arrows one way.
    .target(name: "Quantities"),
    .target(name: "Statistics"),
    .target(name: "XMLDocuments", dependencies: ["CLibXML2"]),
    .target(
      name: "Standards", dependencies: ["Quantities", "XMLDocuments"],
      resources: [.embedInCode("standard.xsd")]),
    .target(
      name: "Evidence", dependencies: ["Quantities", "XMLDocuments"],
      resources: [.embedInCode("evidence.xsd")]),
    .target(name: "XMLSignatures", dependencies: ["CLibXML2", "CXMLSec", "Quantities", "XMLDocuments"]),
    .target(name: "Planning", dependencies: ["Evidence", "Quantities", "Standards", "XMLDocuments"]),
    .target(name: "Tables", dependencies: ["XMLDocuments"]),
    .target(
      name: "Spreadsheets", dependencies: ["CXLSXWriter", "Quantities", "XMLDocuments", "ZipArchives"]),
    .target(name: "ZipArchives", dependencies: ["CZip", "XMLDocuments"]),
    .target(
      name: "DatabaseFiles",
      dependencies: [
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(
      name: "ReportTables",
      dependencies: [
        "Evidence", "Planning", "Quantities", "Spreadsheets", "Standards", "Tables", "XMLDocuments",
      ]),
    .target(name: "Conformity", dependencies: ["Evidence", "Quantities", "Standards", "Statistics"]),
    .target(name: "Signatures", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),

    // The edges.
    .target(
      name: "Registry",
      dependencies: [
        "CZstd", "Conformity", "Evidence", "Quantities", "Standards", "Tables", "XMLDocuments",
        "XMLSignatures", "ZipArchives",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.embedInCode("registry.xsd")]),
    .target(
      name: "Publishing",
      dependencies: [
        "Conformity", "DatabaseFiles", "Evidence", "Planning", "Quantities", "Registry", "Signatures",
        "Spreadsheets", "Standards", "Statistics", "Tables", "XMLDocuments", "ZipArchives",
      ],
      resources: [
        .embedInCode("Templates"), .embedInCode("Assets"), .embedInCode("Catalog"), .embedInCode("Formats"),
      ]),
    .executableTarget(
      name: "proofmark",
      dependencies: [
        "Conformity", "Evidence", "Planning", "Publishing", "Quantities", "Registry", "ReportTables",
        "Signatures", "Spreadsheets", "Standards", "Statistics", "XMLDocuments", "XMLSignatures",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),

    // The examples and their generator, what measures, and what searches for faults.
    .target(
      name: "ExampleDocuments", dependencies: ["Evidence", "Planning", "Quantities", "Standards"],
      path: "Tests/ExampleDocuments"),
    .target(
      name: "SecondOpinion", dependencies: ["Evidence", "Quantities", "Standards"],
      path: "Tests/SecondOpinion"),
    .executableTarget(
      name: "make-examples", dependencies: ["Evidence", "ExampleDocuments", "Registry", "Standards"],
      path: "Tests/MakeExamples"),
    .target(
      name: "ReferencePages", dependencies: ["Registry", "Standards"], path: "Tests/ReferencePages"),
    .executableTarget(name: "make-reference", dependencies: ["ReferencePages"], path: "Tests/MakeReference"),
    .executableTarget(
      name: "measure", path: "Tests/Measure", exclude: ["bench.sh", "fits.py", "site.sh", "hugo.py"]),
    .executableTarget(
      name: "measure-judging", dependencies: ["Conformity", "Evidence", "Standards", "Statistics"],
      path: "Tests/MeasureJudging"),
    .executableTarget(
      name: "measure-lookup",
      dependencies: ["Publishing", "Quantities", "Registry", .product(name: "GRDB", package: "GRDB.swift")],
      path: "Tests/MeasureLookup"),
    .executableTarget(
      name: "measure-site", dependencies: ["Publishing", "Registry"], path: "Tests/MeasureSite"),
    .executableTarget(
      name: "fuzz", dependencies: ["Evidence", "Standards", "XMLDocuments"], path: "Tests/Fuzz",
      exclude: ["fuzz.sh"]),

    // Tests, one target per room.
    .testTarget(name: "QuantitiesTests", dependencies: ["Quantities"]),
    .testTarget(name: "TablesTests", dependencies: ["Tables", "XMLDocuments"]),
    .testTarget(
      name: "ReportTablesTests",
      dependencies: [
        "Evidence", "ExampleDocuments", "Planning", "Quantities", "ReportTables", "Spreadsheets",
        "Standards", "Tables", "XMLDocuments", "ZipArchives",
      ]),
    .testTarget(
      name: "SpreadsheetsTests", dependencies: ["Quantities", "Spreadsheets", "XMLDocuments", "ZipArchives"]),
    .testTarget(
      name: "DatabaseFilesTests",
      dependencies: ["DatabaseFiles", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(name: "ZipArchivesTests", dependencies: ["XMLDocuments", "ZipArchives"]),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], resources: [.copy("Fixtures")]),
    .testTarget(name: "XMLDocumentsTests", dependencies: ["XMLDocuments"], resources: [.copy("Fixtures")]),
    .testTarget(
      name: "StandardsTests", dependencies: ["Quantities", "Standards", "XMLDocuments"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "EvidenceTests",
      dependencies: ["Evidence", "ExampleDocuments", "Quantities", "Standards", "XMLDocuments"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "PlanningTests",
      dependencies: [
        "Conformity", "Evidence", "ExampleDocuments", "Planning", "Quantities", "Standards", "XMLDocuments",
      ]),
    .testTarget(
      name: "ConformityTests",
      dependencies: ["Conformity", "Evidence", "ExampleDocuments", "Quantities", "Standards", "XMLDocuments"]),
    .testTarget(
      name: "BoundaryVectors",
      dependencies: ["Conformity", "Evidence", "ExampleDocuments", "Quantities", "Standards"]),
    .testTarget(name: "SignaturesTests", dependencies: ["Signatures"]),
    .testTarget(name: "XMLSignaturesTests", dependencies: ["XMLDocuments", "XMLSignatures"]),
    .testTarget(
      name: "SecondOpinionTests",
      dependencies: ["Conformity", "Evidence", "Quantities", "SecondOpinion", "Standards"]),
    .testTarget(
      name: "RegistryTests",
      dependencies: [
        "Conformity", "ExampleDocuments", "Quantities", "Registry", "XMLDocuments", "XMLSignatures",
        "ZipArchives",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "PublishingTests",
      dependencies: [
        "Conformity", "Evidence", "Planning", "Publishing", "Registry", "Signatures", "Spreadsheets",
        "Standards", "Tables", "XMLDocuments", "ZipArchives",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(name: "ReferenceTests", dependencies: ["ReferencePages"]),
    .testTarget(
      name: "CommandLineTests",
      dependencies: ["proofmark", "Registry", .product(name: "GRDB", package: "GRDB.swift")],
      exclude: ["fill.py"]),
  ],
  swiftLanguageModes: [.v6]
)
