// Import this before onnxruntime: from 1.30 on, its native library sends usage data to its maker and leaves files in the temporary folder
// unless this is set when the library is loaded.
process.env.ORT_DISABLE_TELEMETRY = '1'
